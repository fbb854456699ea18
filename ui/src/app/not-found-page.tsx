import { SearchX } from "lucide-react";
import { Link } from "react-router";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { homePath } from "@/lib/safe-return-path";

export function NotFoundPage() {
  return (
    <Empty
      icon={SearchX}
      title="There is nothing here"
      action={
        <Button asChild>
          <Link to={homePath}>Go to Integrations</Link>
        </Button>
      }
    >
      The address may be mistyped, or what it led to was deleted.
    </Empty>
  );
}
