import Type, { type Static } from "typebox";
import { ROLES } from "../../access/role.ts";
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from "../../people/password.ts";
import { USER_NAME } from "../../people/users.ts";
import { closed, Id, Timestamp } from "./common.ts";

const Role = Type.Enum([...ROLES]);
const UserName = Type.String({ pattern: USER_NAME, description: "What is typed to sign in" });
const DisplayName = Type.String({ minLength: 1, maxLength: 100 });
const Password = Type.String({ minLength: SHORTEST_PASSWORD, maxLength: LONGEST_PASSWORD });
const Token = Type.String({ minLength: 1, maxLength: 128 });
const AgentId = Type.String({ minLength: 1, maxLength: 64, description: "工号 of the agent the user is" });

export const SignedIn = Type.Object(
  {
    id: Id,
    displayName: Type.String(),
    roles: Type.Array(Role),
    agent: Type.Optional(AgentId),
  },
  closed,
);
export type SignedIn = Static<typeof SignedIn>;

export const Session = Type.Object(
  {
    user: Type.Optional(SignedIn),
    setUp: Type.Boolean({ description: "Whether there is an administrator; without one the console shows a link" }),
    demo: Type.Array(
      Type.Object(
        { name: Type.String(), displayName: Type.String(), roles: Type.Array(Role), password: Type.String() },
        closed,
      ),
      { description: "Accounts of the sample company; none in production" },
    ),
  },
  closed,
);
export type Session = Static<typeof Session>;

export const Credentials = Type.Object(
  { name: Type.String({ maxLength: 256 }), password: Type.String({ maxLength: 1024 }) },
  closed,
);
export type Credentials = Static<typeof Credentials>;

export const PasswordChange = Type.Object({ current: Type.String({ maxLength: 1024 }), password: Password }, closed);
export const LinkUse = Type.Object({ token: Token, password: Password }, closed);
export const SetUp = Type.Object(
  { token: Token, name: UserName, displayName: DisplayName, password: Password },
  closed,
);

export const User = Type.Object(
  {
    id: Id,
    name: Type.String(),
    displayName: Type.String(),
    roles: Type.Array(Role),
    agent: Type.Optional(AgentId),
    demo: Type.Boolean({ description: "An account of the sample company" }),
    disabledAt: Type.Optional(Timestamp),
    hasPassword: Type.Boolean(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  },
  closed,
);
export type User = Static<typeof User>;

export const UserList = Type.Object({ users: Type.Array(User) }, closed);
export type UserList = Static<typeof UserList>;

export const NewUser = Type.Object(
  {
    name: UserName,
    displayName: DisplayName,
    roles: Type.Array(Role, { uniqueItems: true }),
    agent: Type.Optional(AgentId),
  },
  closed,
);
export type NewUser = Static<typeof NewUser>;

export const UserChange = Type.Object(
  {
    displayName: DisplayName,
    roles: Type.Array(Role, { uniqueItems: true }),
    agent: Type.Optional(AgentId),
    disabled: Type.Boolean({ description: "Whether the user is kept from signing in" }),
  },
  closed,
);
export type UserChange = Static<typeof UserChange>;

export const OneTimeLink = Type.Object(
  { path: Type.String({ description: "To open in the app, once, within three days: the user sets a password there" }) },
  closed,
);
export type OneTimeLink = Static<typeof OneTimeLink>;

export const Done = Type.Object({}, closed);
