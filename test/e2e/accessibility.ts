import axe from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe finds serious or critical on the page as it stands, a line each: rule, what it asks for, and
 * where it is not met.
 */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // By evaluation, since the page's policy takes no scripts of others.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, help, nodes }) => ({ id, help, at: nodes.map(({ html }) => html.slice(0, 160)) }));
  });
  return found.map(({ id, help, at }) => `${id}: ${help} (${at.length}×, such as ${at.slice(0, 3).join("  ")})`);
}

/** What does not fit the window: a page that scrolls sideways, and what can be done there but lies outside. */
export const outsideTheWindow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth + 1 ? [`the page is ${root.scrollWidth} px wide`] : [];
    const bar = document.querySelector("main header");
    const actions = [...(bar?.querySelectorAll("button, a[href], input") ?? [])].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 0 && (left < -1 || right > innerWidth + 1);
    });
    return [...wide, ...actions.map((one) => `outside: ${one.outerHTML.slice(0, 120)}`)];
  });

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}
