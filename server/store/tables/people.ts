export interface PeopleTables {
  users: UserRow;
  user_roles: UserRoleRow;
  sessions: SessionRow;
  one_time_links: OneTimeLinkRow;
  failed_sign_ins: FailedSignInRow;
}

export interface UserRow {
  id: string;
  /** What is typed to sign in; unique, lower case. */
  name: string;
  display_name: string;
  /** PHC string of argon2id; null until the user has set a password. */
  password_hash: string | null;
  /** The agent the user is (工号); null for who is paid by no scheme. */
  agent: string | null;
  /** 1: an account of the sample company. */
  demo: number;
  /** Since when nobody can sign in as the user; null while they can. */
  disabled_at: string | null;
  /** The ETag. */
  revision: number;
  created_at: string;
  updated_at: string;
}

export interface UserRoleRow {
  user: string;
  role: string;
}

export interface SessionRow {
  /** SHA-256 of what the cookie holds: who reads the table cannot sign in with it. */
  token_hash: string;
  user: string;
  created_at: string;
  seen_at: string;
  ends_at: string;
}

export interface OneTimeLinkRow {
  token_hash: string;
  /** Whose password it sets; null for the link that makes the first administrator. */
  user: string | null;
  ends_at: string;
}

export interface FailedSignInRow {
  /** Of the account or of the address it came from, hashed. */
  key: string;
  at: string;
}
