import { emptyBody, type Field, type FieldType, type ValuesOf } from "./field.ts";
import { compileCopy, type CopyProperties } from "./property-access.ts";
import { fromSteps, scaleOf, toSteps, toWrappedSteps } from "./quantizer.ts";

type Snap = (value: number) => number;

/** Some fields of a declared body that belong together: those that a client predicts, say. */
export class BodyPart<Declared extends Readonly<Record<keyof Declared, Field>>, Name extends keyof Declared & string> {
  readonly names: readonly Name[];
  readonly #empty: Pick<ValuesOf<Declared>, Name>;
  readonly #copy: CopyProperties<Name>;
  readonly #snaps: readonly (readonly [name: Name, snap: Snap])[];

  constructor(fields: Declared, names: readonly Name[]) {
    this.names = names;
    this.#empty = emptyBody(fields, names);
    this.#copy = compileCopy(names);
    this.#snaps = names.flatMap((name) => {
      const snap = snapOf(fields[name].type);
      return snap ? [[name, snap] as const] : [];
    });
  }

  /** A plain copy of this part of a body, whatever holds that. */
  readonly copy = (body: Readonly<Pick<ValuesOf<Declared>, Name>>): Pick<ValuesOf<Declared>, Name> => {
    const copy = { ...this.#empty };
    this.#copy(body, copy);
    return copy;
  };

  /** Whether two bodies have the same values in this part. */
  readonly isSame = (
    a: Readonly<Pick<ValuesOf<Declared>, Name>>,
    b: Readonly<Pick<ValuesOf<Declared>, Name>>,
  ): boolean => this.names.every((name) => a[name] === b[name]);

  /**
   * Makes the quantized values of this part those that a peer would read. A step that ends with it gives the same bits on both
   * sides of the wire.
   */
  snap(body: Pick<ValuesOf<Declared>, Name>): void {
    const values = body as Record<Name, number>;
    for (const [name, snap] of this.#snaps) values[name] = snap(values[name]);
  }
}

function snapOf(type: FieldType): Snap | undefined {
  if (type.kind !== "quantized") return undefined;
  const { min, extent, span } = scaleOf(type.range);
  const steps = type.range.wraps ? toWrappedSteps : toSteps;
  return (value) => fromSteps(steps(value, min, extent, span), min, extent, span);
}
