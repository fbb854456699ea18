import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useController, useFormContext } from "react-hook-form";
import { Fieldset } from "@/components/fieldset";
import { QueryError } from "@/components/query-error";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import type { Scope } from "../api/list-scopes";
import type { KeyFormValues } from "../lib/key-form";
import {
  canBeReadOnly,
  describeScopes,
  resourcesOf,
  type ScopePreset,
  scopesFor,
} from "../lib/scope-access";
import { AccessTable } from "./access-table";

const presets: { value: ScopePreset; label: string }[] = [
  { value: "all", label: "All" },
  { value: "read", label: "Read only" },
  { value: "custom", label: "Custom" },
];

export function ScopeField({ scopes }: { scopes: UseQueryResult<Scope[]> }) {
  const { control } = useFormContext<KeyFormValues>();
  const { field, fieldState } = useController({ control, name: "scopes" });
  const { preset, access } = field.value;
  const resources = resourcesOf((scopes.data ?? []).map(({ name }) => name));
  const readOnlyOffered = canBeReadOnly(resources);

  // The form starts with read access, which a catalogue without reading can't give.
  const chooseInstead = useEffectEvent(() => field.onChange({ preset: "custom", access }));
  const readsNothing = scopes.data !== undefined && preset === "read" && !readOnlyOffered;
  useEffect(() => {
    if (readsNothing) chooseInstead();
  }, [readsNothing]);

  if (scopes.isError) {
    return (
      <QueryError
        title="The scopes couldn’t be loaded."
        error={scopes.error}
        onRetry={scopes.refetch}
        retrying={scopes.isFetching}
      />
    );
  }
  if (!scopes.data) return <Skeleton className="h-24" />;

  // zod's issue lies on the whole choice, which react-hook-form calls its root.
  const error = fieldState.error as { message?: string; root?: { message?: string } } | undefined;
  return (
    <Fieldset legend="Scopes" error={error?.message ?? error?.root?.message}>
      <RadioGroup
        ref={field.ref}
        aria-label="Scopes"
        value={preset}
        onValueChange={(chosen) => field.onChange({ preset: chosen as ScopePreset, access })}
      >
        {presets
          .filter(({ value }) => value !== "read" || readOnlyOffered)
          .map(({ value, label }) => (
            <RadioGroupItem key={value} value={value}>
              {label}
            </RadioGroupItem>
          ))}
      </RadioGroup>
      {preset === "custom" && (
        <AccessTable
          resources={resources}
          scopes={scopes.data}
          access={access}
          onChange={(changed) => field.onChange({ preset, access: changed })}
        />
      )}
      <p aria-live="polite" className="rounded-md bg-muted px-3 py-2 text-[0.8125rem]">
        {describeScopes(scopesFor(preset, access, resources), resources)}
      </p>
    </Fieldset>
  );
}
