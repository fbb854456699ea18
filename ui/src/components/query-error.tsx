import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { errorMessage } from "@/lib/api-problem";

interface QueryErrorProps {
  /** “The API keys couldn’t be loaded.” */
  title: string;
  error: unknown;
  onRetry: () => void;
  retrying?: boolean;
}

/** Says in place what couldn't be loaded, why, and offers to try again. */
export function QueryError({ title, error, onRetry, retrying }: QueryErrorProps) {
  return (
    <Alert tone="danger" role="alert">
      <p className="font-medium">{title}</p>
      <p className="mt-0.5">{errorMessage(error)}</p>
      <Button
        variant="outline"
        size="small"
        className="mt-3 text-foreground"
        pending={retrying}
        onClick={onRetry}
      >
        Retry
      </Button>
    </Alert>
  );
}
