import { useEffect } from "react";
import { FormProvider, type Resolver, type UseFormReturn, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { errorMessage } from "@/lib/api-problem";
import { isInForm } from "@/lib/is-in-form";
import { notifyError } from "@/lib/notify";
import { showProblemInForm } from "@/lib/show-problem-in-form";
import { zodResolver } from "@/lib/zod-resolver";
import type { ApiKey } from "../api/api-key";
import { useChangeApiKey } from "../api/change-api-key";
import { useRefreshKeyDetails } from "../api/watch-api-key";
import { changeOf, type EditableField, formOf } from "../lib/key-changes";
import { fieldOfKeyError, type KeyFormValues, keyFormSchema } from "../lib/key-form";
import type { Resource } from "../lib/scope-access";

interface KeyFieldFormProps {
  apiKey: ApiKey;
  field: EditableField;
  resources?: Resource[];
  onDone: () => void;
  children: (form: UseFormReturn<KeyFormValues>) => React.ReactNode;
}

/** Saves one field of a key; stays open, with what is wrong, until the hub has taken it. */
export function KeyFieldForm({
  apiKey,
  field,
  resources = [],
  onDone,
  children,
}: KeyFieldFormProps) {
  const form = useForm<KeyFormValues>({
    resolver: checkOnly(field),
    defaultValues: formOf(apiKey, resources),
  });
  const change = useChangeApiKey(apiKey.id, { showsOwnErrors: true });
  const refresh = useRefreshKeyDetails(apiKey.id);
  const { setFocus } = form;
  useEffect(() => {
    // A form that had to wait may come while another is already being filled in.
    if (!isInForm(document.activeElement)) setFocus(field);
  }, [setFocus, field]);

  const submit = form.handleSubmit((values) =>
    change.mutate(changeOf(field, values, resources), {
      onSuccess: () => {
        refresh();
        onDone();
      },
      onError: (problem) => {
        if (!showProblemInForm(problem, form, fieldOfKeyError)) notifyError(errorMessage(problem));
      },
    }),
  );

  return (
    <FormProvider {...form}>
      <form
        noValidate
        data-slot="key-field-form"
        className="space-y-4 py-1"
        onSubmit={submit}
        onKeyDown={(event) => event.key === "Escape" && onDone()}
      >
        {children(form)}
        <div className="flex justify-end gap-2">
          <Button variant="outline" size="small" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" size="small" pending={change.isPending}>
            Save
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}

const checkAll: Resolver<KeyFormValues> = zodResolver(keyFormSchema);

/** A complaint about a field that has no control here would hinder, and nobody could see why. */
function checkOnly(field: EditableField): Resolver<KeyFormValues> {
  return async (values, context, options) => {
    const { errors } = await checkAll(values, context, options);
    const error = errors[field];
    return error ? { values: {}, errors: { [field]: error } } : { values, errors: {} };
  };
}
