import { Link, Outlet } from "react-router";
import { deferred } from "@/components/deferred";
import { Logo } from "@/components/logo";
import { useCurrentSession } from "@/lib/current-session";
import { homePath } from "@/lib/safe-return-path";

const UserMenu = deferred(
  async () => (await import("@/features/session/components/user-menu")).UserMenu,
  () => <span className="size-8 rounded-full border bg-muted" />,
);

export function Shell() {
  const { organization } = useCurrentSession();
  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-background px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="border-b">
        <div className="mx-auto flex h-14 max-w-7xl items-center justify-between gap-3 px-4 sm:px-6">
          <Link to={homePath} className="flex min-w-0 items-center gap-2.5 rounded-sm">
            <Logo />
            <span className="truncate font-semibold">{organization.name}</span>
          </Link>
          <UserMenu />
        </div>
      </header>
      <main id="content" className="mx-auto max-w-7xl px-4 py-8 sm:px-6 sm:py-10">
        <Outlet />
      </main>
    </>
  );
}
