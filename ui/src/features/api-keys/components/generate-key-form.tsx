import { FormProvider, useForm } from "react-hook-form";
import { Field } from "@/components/field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { errorMessage } from "@/lib/api-problem";
import { notifyError } from "@/lib/notify";
import { showProblemInForm } from "@/lib/show-problem-in-form";
import { zodResolver } from "@/lib/zod-resolver";
import type { GeneratedApiKey } from "../api/api-key";
import { useGenerateApiKey } from "../api/generate-api-key";
import { useScopes } from "../api/list-scopes";
import {
  emptyKeyForm,
  fieldOfKeyError,
  type KeyFormValues,
  keyFormSchema,
  requestOf,
} from "../lib/key-form";
import { resourcesOf } from "../lib/scope-access";
import { AllowlistField } from "./allowlist-field";
import { ExpiryField } from "./expiry-field";
import { ScopeField } from "./scope-field";

interface GenerateKeyFormProps {
  /** What has to be there before a key is asked for. */
  prepare: () => Promise<unknown>;
  onGenerated: (generated: GeneratedApiKey) => void;
  onClose: () => void;
  opener: () => HTMLElement | null;
}

export function GenerateKeyForm({ prepare, onGenerated, onClose, opener }: GenerateKeyFormProps) {
  const form = useForm<KeyFormValues>({
    resolver: zodResolver(keyFormSchema),
    defaultValues: emptyKeyForm,
  });
  const scopes = useScopes();
  const generate = useGenerateApiKey(prepare, onGenerated);
  const { errors } = form.formState;

  const submit = form.handleSubmit((values) => {
    const resources = resourcesOf((scopes.data ?? []).map(({ name }) => name));
    generate.mutate(requestOf(values, resources), {
      onError: (problem) => {
        if (!showProblemInForm(problem, form, fieldOfKeyError)) notifyError(errorMessage(problem));
      },
    });
  });

  return (
    <Dialog onClose={onClose} opener={opener}>
      <DialogHeader title="Generate API key">
        The key is shown once, right after it is generated.
      </DialogHeader>
      <FormProvider {...form}>
        <form noValidate onSubmit={submit} className="contents">
          <DialogBody className="space-y-6">
            <Field label="Name" hint="What will use it, e.g. “CI”." error={errors.name?.message}>
              {(control) => (
                <Input {...control} autoFocus autoComplete="off" {...form.register("name")} />
              )}
            </Field>
            <ScopeField scopes={scopes} />
            <ExpiryField />
            <Field
              label="Rate limit"
              optional
              hint="Requests per hour. Empty means no limit."
              error={errors.rateLimitPerHour?.message}
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  autoComplete="off"
                  className="sm:w-48"
                  {...form.register("rateLimitPerHour")}
                />
              )}
            </Field>
            <AllowlistField />
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" pending={generate.isPending} disabled={!scopes.data}>
              Generate key
            </Button>
          </DialogFooter>
        </form>
      </FormProvider>
    </Dialog>
  );
}
