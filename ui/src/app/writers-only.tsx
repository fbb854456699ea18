import { Navigate } from "react-router";
import { useCanWrite } from "@/lib/current-session";
import { homePath } from "@/lib/safe-return-path";

/** A member who follows a link to a dialog that changes something lands on the page instead. */
export function WritersOnly({ children }: { children: React.ReactNode }) {
  return useCanWrite() ? children : <Navigate to={homePath} replace />;
}
