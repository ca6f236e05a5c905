import type { Kind } from "./kind.ts";

/** Of signing in, accounts and what somebody may do. */
export const people = {
  "not-signed-in": {
    status: 401,
    title: "Not signed in",
    zh: "请先登录",
    en: "sign in first",
  },
  "sign-in-refused": {
    status: 401,
    title: "Wrong name or password",
    zh: "账号或密码不对，或者账号已停用",
    en: "the name or the password is wrong, or the account is closed",
  },
  "sign-in-later": {
    status: 429,
    title: "Too many attempts",
    zh: "登录失败次数太多，请 15 分钟后再试",
    en: "too many failed attempts; try again in 15 minutes",
  },
  "link-unusable": {
    status: 410,
    title: "Link used or expired",
    zh: "这个一次性链接已经用过或过期；请向管理员要一个新的",
    en: "this one-time link has been used or has expired; ask an administrator for another",
  },
  forbidden: {
    status: 403,
    title: "Not allowed",
    zh: "您的角色不能这样做，或者这不是您的数据",
    en: "your role may not do this, or the data are not yours to see",
  },
  "user-not-found": {
    status: 404,
    title: "No such user",
    zh: "没有编号为“{id}”的用户",
    en: 'there is no user with the id "{id}"',
  },
  "user-exists": {
    status: 409,
    title: "User exists",
    zh: "账号名“{name}”已有人使用，请换一个",
    en: 'the name "{name}" is taken; choose another',
  },
  "own-account": {
    status: 409,
    title: "Own account",
    zh: "不能改自己的角色或停用自己；请由另一位管理员来做",
    en: "nobody changes their own roles or closes their own account; ask another administrator",
  },
  "last-administrator": {
    status: 409,
    title: "Last administrator",
    zh: "这是最后一位管理员；请先任命另一位",
    en: "this is the last administrator; appoint another first",
  },
  "demo-account": {
    status: 409,
    title: "Account of the sample company",
    zh: "示例账号的角色不能改；请建一个真实账号",
    en: "the roles of an account of the sample company are fixed; add an account of a person",
  },
  "agent-taken": {
    status: 409,
    title: "Agent has an account",
    zh: "工号“{agent}”已有账号",
    en: 'the agent "{agent}" has an account already',
  },
} as const satisfies Record<string, Kind>;
