import { createResource } from "solid-js";
import { api } from "./client.ts";

/** What people call the versions of all schemes: title and version by id; the id itself while that is not known. */
export function createVersionNames(): (id: string) => string {
  const [names] = createResource(async () => {
    const { schemes } = await api.schemes();
    return new Map(
      schemes.flatMap(({ versions }) => versions.map(({ id, title, version }) => [id, `${title} ${version}`])),
    );
  });
  return (id) => (names.error ? id : (names.latest?.get(id) ?? id));
}
