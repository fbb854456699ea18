import { createContext, useContext } from "react";
import type { components } from "@/generated/schema";

export type Session = components["schemas"]["Session"];

/** Who is looking; given to all pages behind login. */
export const CurrentSession = createContext<Session | null>(null);

export function useCurrentSession(): Session {
  const session = useContext(CurrentSession);
  if (!session) throw new Error("useCurrentSession is for pages behind login");
  return session;
}

/** Members read only; the hub enforces it, the page leaves the actions out. */
export function useCanWrite(): boolean {
  return useCurrentSession().role !== "member";
}
