import type { JSX } from "solid-js";
import {
  Banknote,
  CalendarCheck,
  ClipboardList,
  Columns2,
  FileText,
  MessageSquare,
  ScrollText,
  Sliders,
  SquarePen,
  Star,
  Upload,
  Users,
} from "../components/icons.tsx";
import { t } from "../i18n/i18n.ts";
import { may, type Role } from "./session.ts";

/** A place in the rail. */
export interface Entry {
  /** Pages whose path begins with it belong to it. */
  readonly path: string;
  /** Other paths of pages that belong to it. */
  readonly also?: readonly string[];
  readonly label: () => string;
  readonly icon: (props: { readonly size: number; readonly strokeWidth: number }) => JSX.Element;
  /** Who may see it, as the server's table of permissions says. */
  readonly roles: readonly Role[];
}

const OFFICE: readonly Role[] = ["editor", "reviewer", "approver", "auditor"];

/** In the order of the rail; the first that somebody may see is where they begin. */
const ENTRIES: readonly Entry[] = [
  {
    path: "/schemes",
    also: ["/institutions", "/assignments"],
    label: () => t().app.schemes,
    icon: FileText,
    roles: [...OFFICE, "superior", "administrator"],
  },
  { path: "/compare", label: () => t().app.compare, icon: Columns2, roles: OFFICE },
  { path: "/what-if", label: () => t().app.whatIf, icon: Sliders, roles: OFFICE },
  { path: "/runs", also: ["/corrections"], label: () => t().app.months, icon: CalendarCheck, roles: OFFICE },
  {
    path: "/report-lists",
    label: () => t().app.reportLists,
    icon: ClipboardList,
    roles: [...OFFICE, "superior"],
  },
  { path: "/appeals", label: () => t().app.appeals, icon: MessageSquare, roles: OFFICE },
  { path: "/pay", label: () => t().app.payShort, icon: Banknote, roles: ["agent"] },
  { path: "/reports-pay", label: () => t().app.reportsPay, icon: Banknote, roles: ["superior"] },
  { path: "/imports", label: () => t().app.imports, icon: Upload, roles: OFFICE },
  { path: "/ratings", label: () => t().app.ratings, icon: Star, roles: ["superior"] },
  { path: "/self-appraisal", label: () => t().app.selfAppraisal, icon: SquarePen, roles: ["agent"] },
  { path: "/users", label: () => t().app.users, icon: Users, roles: ["administrator", "auditor"] },
  { path: "/audit", label: () => t().app.audit, icon: ScrollText, roles: ["auditor", "administrator"] },
];

/** The entries of who is signed in. */
export const entries = (): readonly Entry[] => ENTRIES.filter(({ roles }) => may(...roles));

/** Whether who is signed in may see a page; of a path that no entry knows, its page decides. */
export function maySee(pathname: string): boolean {
  const entry = ENTRIES.find(({ path, also = [] }) => [path, ...also].some((start) => isBelow(pathname, start)));
  return entry === undefined || may(...entry.roles);
}

const isBelow = (pathname: string, start: string): boolean => pathname === start || pathname.startsWith(`${start}/`);
