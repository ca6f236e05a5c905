import { createMemo, createResource, createRoot } from "solid-js";
import type { Session, SignedIn } from "../../server/api-types.ts";
import { api, onSignedOut } from "../api/client.ts";

export type Role = SignedIn["roles"][number];

/** Who is signed in, for the whole app; the server decides what they may do, this only what is shown. */
export const { session, signIn, signOut, user, may } = createRoot(() => {
  const [session, { mutate, refetch }] = createResource<Session>(api.session);
  // A session that has ended elsewhere, or by itself, is noticed by the first request that needs it.
  onSignedOut(() => void refetch());
  const user = createMemo((): SignedIn | undefined => (session.error ? undefined : session.latest?.user));
  return {
    session,
    user,
    signIn: async (name: string, password: string): Promise<void> => {
      mutate(await api.signIn(name, password));
    },
    signOut: async (): Promise<void> => {
      await api.signOut();
      await refetch();
    },
    may: (...roles: readonly Role[]): boolean => user()?.roles.some((role) => roles.includes(role)) ?? false,
  };
});
