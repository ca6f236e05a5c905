/** The plumb line: a thin vertical line with a diamond bob. */
export const Logo = () => (
  <svg width="22" height="30" viewBox="0 0 22 30" fill="none" aria-hidden="true">
    <path d="M4 2.5h14M11 2.5v17" stroke="var(--ink)" stroke-width="2" stroke-linecap="round" />
    <path d="M11 17.5l4.6 5.6-4.6 5.6-4.6-5.6z" fill="var(--accent)" />
  </svg>
);
