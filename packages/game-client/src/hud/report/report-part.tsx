import { useLoaded } from "../parts/use-loaded.ts";
import type { ReportFormProps } from "./report-form.tsx";

/** Loads the form: most players never report anybody. */
const loadForm = () => import("./report-form.tsx");

/** The form that reports a person, once its script is there. */
export function ReportPart(props: ReportFormProps) {
  const [form, retry] = useLoaded(loadForm);
  if (form.state === "loaded") return <form.value.ReportForm {...props} />;
  if (form.state === "loading") return <p role="status">Loading …</p>;
  return (
    <p role="alert">
      The form could not be loaded.{" "}
      <button type="button" class="button quiet" onClick={retry}>
        Try again
      </button>
    </p>
  );
}
