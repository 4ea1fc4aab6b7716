/**
 * A small reader of JSON: a shape is a function that takes what came over the wire and returns it as the
 * type it promises, or throws a `Misread` that names the place. The type is read off the shape (`Of`).
 *
 * Fields that a shape does not know are passed over: a newer server may say more, under the same schema.
 */

/** What came is not what the contract says. */
export class Misread extends Error {
  constructor(where: string, wanted: string, got: unknown) {
    super(`${where || "the answer"} should be ${wanted}, and is ${kindOf(got)}`);
    this.name = "Misread";
  }
}

export type Shape<T> = (value: unknown, where: string) => T;
/** The type that a shape reads. */
export type Of<S> = S extends Shape<infer T> ? T : never;

function kindOf(value: unknown): string {
  if (value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string") return JSON.stringify(value.slice(0, 60));
  return typeof value === "number" || typeof value === "boolean" ? `${value}` : "an object";
}

export const text: Shape<string> = (value, where) => {
  if (typeof value !== "string") throw new Misread(where, "text", value);
  return value;
};

export const number: Shape<number> = (value, where) => {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Misread(where, "a number", value);
  return value;
};

export const truth: Shape<boolean> = (value, where) => {
  if (typeof value !== "boolean") throw new Misread(where, "true or false", value);
  return value;
};

/** One of some words. */
export function word<const W extends string>(...words: readonly W[]): Shape<W> {
  return (value, where) => {
    const found = words.find((known) => known === value);
    if (found === undefined) throw new Misread(where, `one of ${words.join(", ")}`, value);
    return found;
  };
}

/** A rate, "25/1" or "24000/1001", kept as it is written. */
export const fraction: Shape<string> = (value, where) => {
  if (typeof value !== "string" || !/^[1-9]\d*\/[1-9]\d*$/.test(value))
    throw new Misread(where, "a rate such as 24000/1001", value);
  return value;
};

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value, where) => {
    if (!Array.isArray(value)) throw new Misread(where, "a list", value);
    return value.map((one: unknown, at) => item(one, `${where}[${at}]`));
  };
}

export function orNull<T>(shape: Shape<T>): Shape<T | null> {
  return (value, where) => (value === null || value === undefined ? null : shape(value, where));
}

/** A field that may be left out, and what it then is. */
export function or<T>(shape: Shape<T>, otherwise: T): Shape<T> {
  return (value, where) => (value === undefined ? otherwise : shape(value, where));
}

export function pair<A, B>(first: Shape<A>, second: Shape<B>): Shape<readonly [A, B]> {
  return (value, where) => {
    if (!Array.isArray(value) || value.length !== 2) throw new Misread(where, "a pair", value);
    return [first(value[0], `${where}[0]`), second(value[1], `${where}[1]`)];
  };
}

function fieldsOf(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Misread(where, "an object", value);
  return value as Record<string, unknown>;
}

/** An object by the names of its keys, which the contract does not know beforehand. */
export function byName<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, where) =>
    Object.fromEntries(
      Object.entries(fieldsOf(value, where)).map(([name, one]) => [name, item(one, `${where}.${name}`)]),
    );
}

type Fields<S extends Record<string, Shape<unknown>>> = { readonly [K in keyof S]: Of<S[K]> };

/** An object with these fields. */
export function object<S extends Record<string, Shape<unknown>>>(shapes: S): Shape<Fields<S>> {
  const entries = Object.entries(shapes);
  return (value, where) => {
    const fields = fieldsOf(value, where);
    return Object.fromEntries(
      entries.map(([name, shape]) => [name, shape(fields[name], where ? `${where}.${name}` : name)]),
    ) as Fields<S>;
  };
}
