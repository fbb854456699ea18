import { useForm } from "react-hook-form";
import * as z from "zod/mini";
import { Field } from "@/components/field";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { errorMessage, isStatus } from "@/lib/api-problem";
import { zodResolver } from "@/lib/zod-resolver";
import { useLogIn } from "../api/log-in";

const schema = z.object({
  email: z.string().check(z.minLength(1, "Enter your email address.")),
  password: z.string().check(z.minLength(1, "Enter your password.")),
});

export function LoginForm() {
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { email: "", password: "" },
  });
  const logIn = useLogIn();
  const { errors } = form.formState;

  const submit = form.handleSubmit((values) =>
    logIn.mutate(values, {
      onError: () => form.setFocus("password", { shouldSelect: true }),
    }),
  );

  return (
    <form noValidate onSubmit={submit} className="space-y-4">
      {logIn.error && (
        <Alert tone="danger" role="alert">
          {isStatus(logIn.error, 401)
            ? "The email address or the password is wrong."
            : errorMessage(logIn.error)}
        </Alert>
      )}
      <Field label="Email" error={errors.email?.message}>
        {(control) => (
          <Input {...control} type="email" autoComplete="username" {...form.register("email")} />
        )}
      </Field>
      <Field label="Password" error={errors.password?.message}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="current-password"
            {...form.register("password")}
          />
        )}
      </Field>
      <Button type="submit" className="w-full" pending={logIn.isPending}>
        Log in
      </Button>
    </form>
  );
}
