import { Field } from "@/components/field";
import { QueryError } from "@/components/query-error";
import { Alert } from "@/components/ui/alert";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { ApiKey } from "../api/api-key";
import { useScopes } from "../api/list-scopes";
import { type EditableField, scopesLostBySaving } from "../lib/key-changes";
import { resourcesOf } from "../lib/scope-access";
import { AllowlistField } from "./allowlist-field";
import { KeyFieldForm } from "./key-field-form";
import { ScopeField } from "./scope-field";

interface EditKeyFormProps {
  apiKey: ApiKey;
  field: EditableField;
  onDone: () => void;
}

/** The form of one setting. */
export function EditKeyForm({ apiKey, field, onDone }: EditKeyFormProps) {
  switch (field) {
    case "name":
      return (
        <KeyFieldForm apiKey={apiKey} field={field} onDone={onDone}>
          {({ register, formState }) => (
            <Field label="Name" error={formState.errors.name?.message}>
              {(control) => <Input {...control} autoComplete="off" {...register("name")} />}
            </Field>
          )}
        </KeyFieldForm>
      );
    case "scopes":
      return <EditScopes apiKey={apiKey} onDone={onDone} />;
    case "rateLimitPerHour":
      return (
        <KeyFieldForm apiKey={apiKey} field={field} onDone={onDone}>
          {({ register, formState }) => (
            <Field
              label="Rate limit"
              optional
              hint="Requests per hour. Empty means no limit."
              error={formState.errors.rateLimitPerHour?.message}
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  autoComplete="off"
                  {...register("rateLimitPerHour")}
                />
              )}
            </Field>
          )}
        </KeyFieldForm>
      );
    case "ipAllowlist":
      return (
        <KeyFieldForm apiKey={apiKey} field={field} onDone={onDone}>
          {() => <AllowlistField />}
        </KeyFieldForm>
      );
  }
}

/** What a key may do is shown by the catalogue of scopes, so the form waits for it. */
function EditScopes({ apiKey, onDone }: Omit<EditKeyFormProps, "field">) {
  const scopes = useScopes();
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

  const resources = resourcesOf(scopes.data.map(({ name }) => name));
  const lost = scopesLostBySaving(apiKey.scopes, resources);
  return (
    <KeyFieldForm apiKey={apiKey} field="scopes" resources={resources} onDone={onDone}>
      {() => (
        <>
          <ScopeField scopes={scopes} />
          {lost.length > 0 && (
            <Alert tone="warning">
              The hub no longer knows {lost.join(", ")}: saving takes it from the key.
            </Alert>
          )}
        </>
      )}
    </KeyFieldForm>
  );
}
