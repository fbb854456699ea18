import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Field } from "@/components/field";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { errorMessage, type FieldError } from "@/lib/api-problem";
import { showProblemInForm } from "@/lib/show-problem-in-form";
import { zodResolver } from "@/lib/zod-resolver";
import { useSetUp } from "../api/set-up";

const schema = z.object({
  organization: z.string().check(z.trim(), z.minLength(1, "Enter the organization’s name.")),
  name: z.string().check(z.trim(), z.minLength(1, "Enter your name.")),
  email: z.string().check(z.trim(), z.regex(/^\S+@\S+$/, "Enter an email address.")),
  password: z.string().check(z.minLength(12, "Use at least 12 characters.")),
});

type Values = z.infer<typeof schema>;

function fieldOf({ pointer }: FieldError) {
  const name = pointer.slice(1);
  return name in schema.shape ? (name as keyof Values) : undefined;
}

export function SetupForm({ token }: { token: string }) {
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { organization: "", name: "", email: "", password: "" },
  });
  const setUp = useSetUp();
  const { errors } = form.formState;

  const submit = form.handleSubmit((values) =>
    setUp.mutate(
      { token, ...values },
      {
        onError: (problem) => {
          if (!showProblemInForm(problem, form, fieldOf)) {
            form.setError("root", { message: errorMessage(problem) });
          }
        },
      },
    ),
  );

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {errors.root && (
        <Alert tone="danger" role="alert">
          {errors.root.message}
        </Alert>
      )}
      <Field label="Organization" error={errors.organization?.message}>
        {(control) => (
          <Input {...control} autoComplete="organization" {...form.register("organization")} />
        )}
      </Field>
      <Field label="Your name" error={errors.name?.message}>
        {(control) => <Input {...control} autoComplete="name" {...form.register("name")} />}
      </Field>
      <Field label="Email" error={errors.email?.message}>
        {(control) => (
          <Input {...control} type="email" autoComplete="username" {...form.register("email")} />
        )}
      </Field>
      <Field label="Password" hint="At least 12 characters." error={errors.password?.message}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            {...form.register("password")}
          />
        )}
      </Field>
      <Button type="submit" className="w-full" pending={setUp.isPending}>
        Create organization
      </Button>
    </form>
  );
}
