import { Logo } from "@/components/logo";

/** The frame of the pages before login. */
export function Entrance({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-10">
      <title>{`${title} · Integrations Hub`}</title>
      <div className="w-full max-w-sm">
        <Logo />
        <h1 className="mt-5 text-xl font-semibold tracking-tight">{title}</h1>
        {intro && <p className="mt-1 text-muted-foreground">{intro}</p>}
        <div className="mt-6">{children}</div>
      </div>
    </main>
  );
}
