import { useState } from "react";
import { useController, useFormContext } from "react-hook-form";
import { Fieldset } from "@/components/fieldset";
import { QueryError } from "@/components/query-error";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { useEventTypes } from "../api/list-event-types";
import { everyEvent, groupEventTypes } from "../lib/event-groups";
import type { WebhookFormValues } from "../lib/webhook-form";
import { EventGroupField } from "./event-group-field";

export function EventsField() {
  const { control } = useFormContext<WebhookFormValues>();
  const { field, fieldState } = useController({ control, name: "events" });
  const types = useEventTypes();
  const [search, setSearch] = useState("");
  const all = field.value.includes(everyEvent);
  const groups = groupEventTypes(types.data ?? [], search);

  return (
    <Fieldset legend="Events" error={fieldState.error?.message}>
      <div className="flex items-center gap-2.5">
        <Checkbox
          ref={field.ref}
          id="all-events"
          checked={all}
          onCheckedChange={(checked) => field.onChange(checked === true ? [everyEvent] : [])}
        />
        <Label htmlFor="all-events" className="font-normal">
          All events, also those that will be added later
        </Label>
      </div>
      {types.isPending && <Skeleton className="h-40" />}
      {types.isError && (
        <QueryError
          title="The event types couldn’t be loaded."
          error={types.error}
          onRetry={types.refetch}
          retrying={types.isFetching}
        />
      )}
      {!all && types.data && (
        <div className="rounded-md border">
          <div className="border-b p-2">
            <Input
              type="search"
              aria-label="Search events"
              placeholder="Search events"
              className="h-8"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              // Enter would otherwise submit the form.
              onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
            />
          </div>
          <div className="max-h-64 overflow-y-auto">
            {groups.map((group) => (
              <EventGroupField
                key={group.name}
                group={group}
                chosen={field.value}
                onChange={field.onChange}
              />
            ))}
            {groups.length === 0 && (
              <p className="p-4 text-center text-muted-foreground">No event matches.</p>
            )}
          </div>
        </div>
      )}
    </Fieldset>
  );
}
