import type { NewUser, OneTimeLink, User, UserChange, UserList } from "../../server/api-types.ts";
import { read, send } from "./client.ts";
import { once } from "./once.ts";

const at = (id: string): string => `/users/${encodeURIComponent(id)}`;

export const usersApi = {
  list: async (): Promise<readonly User[]> => (await read<UserList>("/users")).users,
  /** @throws ApiError `user-exists`, `agent-taken` */
  add: async (user: NewUser) => (await once("/users", { body: user })).json() as Promise<User>,
  /** With the ETag that the next change must name. */
  find: async (id: string): Promise<{ readonly user: User; readonly etag: string }> => {
    const response = await send(at(id));
    return { user: (await response.json()) as User, etag: response.headers.get("ETag") ?? "" };
  },
  /** @throws ApiError `precondition-failed` where the user was changed since `etag`, or why it may not be so */
  change: (id: string, etag: string, change: UserChange) =>
    read<User>(at(id), { method: "PUT", body: change, ifMatch: etag }),
  /** Those made before no longer work. */
  link: (id: string) => read<OneTimeLink>(`${at(id)}/links`, { method: "POST" }),
};
