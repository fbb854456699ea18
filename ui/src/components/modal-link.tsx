import { Link, useLocation } from "react-router";
import { homePath } from "@/lib/safe-return-path";

interface ModalLinkProps {
  /** The modal's path below the page's: `api-keys/key_1`. */
  to: string;
  /** Names this link, which gets the focus back. */
  id: string;
  className?: string;
  children: React.ReactNode;
}

/** A link that opens a modal over the page as it is, or in a tab of its own where one wants that. */
export function ModalLink({ to, id, className, children }: ModalLinkProps) {
  const { search } = useLocation();
  return (
    <Link id={id} to={`${homePath}/${to}${search}`} state={{ opener: id }} className={className}>
      {children}
    </Link>
  );
}
