import { lazy, Suspense } from "react";
import { useFormContext } from "react-hook-form";
import { Disclosure } from "@/components/disclosure";
import { Skeleton } from "@/components/ui/skeleton";
import type { WebhookFormValues } from "../lib/webhook-form";

const AdvancedFields = lazy(async () => ({
  default: (await import("./advanced-fields")).AdvancedFields,
}));

/** What few webhooks need, downloaded by those who look for it; open where something is set. */
export function AdvancedSection({ isNew }: { isNew: boolean }) {
  const { getValues, formState } = useFormContext<WebhookFormValues>();
  const { filter, ordered, throttlePerSecond } = getValues();
  const { errors } = formState;
  return (
    <Disclosure
      label="Advanced settings"
      startsOpen={filter !== "" || ordered || throttlePerSecond !== ""}
      mustShow={Boolean(errors.filter ?? errors.throttlePerSecond)}
      className="rounded-lg border"
      buttonClassName="min-h-11 w-full rounded-lg px-3 text-left hover:bg-muted/50"
      contentClassName="border-t p-3 sm:p-4"
    >
      <Suspense fallback={<Skeleton className="h-48" />}>
        <AdvancedFields isNew={isNew} />
      </Suspense>
    </Disclosure>
  );
}
