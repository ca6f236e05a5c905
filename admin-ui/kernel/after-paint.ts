/**
 * Puts work off until what the page shows by now is on screen, and keeps its order. A page that nobody looks at
 * paints nothing: there it is done shortly after all the same.
 */
export function createAfterPaint(): (work: () => void) => void {
  let waiting: (() => void)[] = [];
  const run = (): void => {
    const due = waiting;
    waiting = [];
    for (const work of due) work();
  };
  return (work) => {
    waiting.push(work);
    if (waiting.length > 1) return;
    if (document.hidden) setTimeout(run);
    // The task after a frame's callbacks is the first that follows its paint.
    else requestAnimationFrame(() => setTimeout(run));
  };
}
