/** The address of an institution's page. */
export const institutionPath = (id: string): string => `/institutions/${encodeURIComponent(id)}`;
