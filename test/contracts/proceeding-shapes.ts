import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '#libs/platform/project-root';

/** Checked in: what each kind of proceeding shows of its own (`content`) and in lists (`facts`), read off the kinds' own types. */
export const SHAPES_FILE = join('apps', 'api', 'openapi', 'proceeding-shapes.generated.json');

type Schema = Record<string, unknown>;
/** Deeper than anything that is shown: ends what would contain itself. */
const DEEPEST = 12;
/** What nothing is known of. */
const ANY: Schema = { type: 'object', additionalProperties: true };

/** Reads JSON schemas off types: what `JSON.stringify` makes of a value of the type. Days and moments are strings to the compiler, and so here. */
class Shapes {
  constructor(private readonly checker: ts.TypeChecker) {}

  of(type: ts.Type, depth = 0): Schema {
    const parts = (type.isUnion() ? type.types : [type]).filter((t) => (t.flags & ts.TypeFlags.Undefined) === 0);
    const nullable = parts.some((t) => t.flags & ts.TypeFlags.Null);
    const rest = parts.filter((t) => (t.flags & ts.TypeFlags.Null) === 0);
    if (rest.length === 0) return { type: 'null' };
    const literals = rest.filter((t): t is ts.StringLiteralType => t.isStringLiteral());
    const texts: Schema[] = literals.length === 0 ? [] : [{ type: 'string', enum: literals.map((t) => t.value).sort() }];
    const flags: Schema[] = rest.some((t) => t.flags & ts.TypeFlags.BooleanLike) ? [{ type: 'boolean' }] : [];
    const others = rest.filter((t) => !t.isStringLiteral() && (t.flags & ts.TypeFlags.BooleanLike) === 0).map((t) => this.one(t, depth));
    const all = unique([...texts, ...flags, ...others, ...(nullable ? [{ type: 'null' }] : [])]);
    if (all.length === 1) return all[0]!;
    const plain = all.filter((s) => s['type'] !== 'null');
    const only = plain.length === 1 ? plain[0]! : null;
    if (nullable && only !== null && only['oneOf'] === undefined && typeof only['type'] === 'string') return { ...only, type: [only['type'], 'null'], ...(only['enum'] ? { enum: [...(only['enum'] as unknown[]), null] } : {}) };
    return { oneOf: all };
  }

  private one(type: ts.Type, depth: number): Schema {
    if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
    if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
    // What names a person is opened for its readers.
    if (type.aliasSymbol?.name === 'Sealed') return { type: 'string' };
    if (depth > DEEPEST || !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return ANY;
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) return { type: 'array', items: this.several(this.checker.getTypeArguments(type as ts.TypeReference), depth) };
    const index = this.checker.getIndexInfoOfType(type, ts.IndexKind.String);
    const properties = this.checker.getPropertiesOfType(type);
    if (index && properties.length === 0) return { type: 'object', additionalProperties: this.of(index.type, depth + 1) };
    if (properties.length === 0) return ANY;
    const shown = properties.map((p) => [p, this.checker.getTypeOfSymbol(p)] as const);
    const optional = (p: ts.Symbol, t: ts.Type): boolean => (p.flags & ts.SymbolFlags.Optional) !== 0 || (t.flags & ts.TypeFlags.Undefined) !== 0 || (t.isUnion() && t.types.some((u) => u.flags & ts.TypeFlags.Undefined));
    const required = shown.filter(([p, t]) => !optional(p, t)).map(([p]) => p.name);
    return { type: 'object', properties: Object.fromEntries(shown.map(([p, t]) => [p.name, this.of(t, depth + 1)])), ...(required.length === 0 ? {} : { required }) };
  }

  private several(types: readonly ts.Type[], depth: number): Schema {
    const found = unique(types.map((t) => this.of(t, depth + 1)));
    return found.length === 1 ? found[0]! : { oneOf: found };
  }
}

function unique(schemas: readonly Schema[]): Schema[] {
  return [...new Map(schemas.map((s) => [JSON.stringify(s), s])).values()];
}

/** The first node in a tree that fits. */
function found<T extends ts.Node>(root: ts.Node, fits: (node: ts.Node) => node is T): T | undefined {
  if (fits(root)) return root;
  return ts.forEachChild(root, (child) => found(child, fits));
}

const isFacts = (node: ts.Node): node is ts.PropertyAssignment => ts.isPropertyAssignment(node) && node.name.getText() === 'facts' && ts.isObjectLiteralExpression(node.initializer);

/** Of facts, the names that everybody is shown who finds it. */
const isShared = (node: ts.Node): node is ts.PropertyAssignment => ts.isPropertyAssignment(node) && node.name.getText() === 'facts' && ts.isArrayLiteralExpression(node.initializer);

/** Facts that who sees a part alone is not shown may be missing. */
function withHidden(facts: Schema, summary: ts.Node): Schema {
  const shared = found(summary, isShared);
  if (!shared) return facts;
  const names = (shared.initializer as ts.ArrayLiteralExpression).elements.map((e) => (e as ts.StringLiteral).text);
  return { ...facts, required: (facts['required'] as string[]).filter((name) => names.includes(name)) };
}

/** The declaration behind a name, wherever it was imported from. */
function declarationOf(checker: ts.TypeChecker, name: ts.Node): ts.Node {
  const symbol = checker.getSymbolAtLocation(name)!;
  return (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol).declarations![0]!;
}

/** By kind: the schema of what is its own, and of its facts in lists. */
export function shapes(): Record<string, { content: Schema; facts: Schema }> {
  const root = projectRoot();
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram([join(root, 'libs', 'supervision', 'proceeding', 'kinds.ts')], { ...options, incremental: false, composite: false, noEmit: true });
  const checker = program.getTypeChecker();
  const reader = new Shapes(checker);
  const kinds = found(program.getSourceFile(join(root, 'libs', 'supervision', 'proceeding', 'kinds.ts'))!, (n): n is ts.ArrayLiteralExpression => ts.isArrayLiteralExpression(n))!;
  const read: Record<string, { content: Schema; facts: Schema }> = {};
  for (const element of kinds.elements) {
    const kind = (declarationOf(checker, element) as ts.VariableDeclaration).initializer as ts.ObjectLiteralExpression;
    const said = (name: string): ts.ObjectLiteralElementLike => kind.properties.find((p) => p.name?.getText() === name)!;
    const named = ((said('name') as ts.PropertyAssignment).initializer as ts.StringLiteral).text;
    const functionOf = (name: string): ts.Node => {
      const property = said(name);
      if (ts.isShorthandPropertyAssignment(property)) return checker.getShorthandAssignmentValueSymbol(property)!.declarations![0]!;
      return ts.isPropertyAssignment(property) ? (ts.isIdentifier(property.initializer) ? declarationOf(checker, property.initializer) : property.initializer) : property;
    };
    const view = checker.getTypeAtLocation(functionOf('view')).getCallSignatures()[0]!.getReturnType();
    const summary = functionOf('summary');
    const facts = found(summary, isFacts)!.initializer;
    read[named] = { content: reader.of(view), facts: withHidden(reader.of(checker.getTypeAtLocation(facts)), summary) };
  }
  return read;
}

export function shapesText(): string {
  return `${JSON.stringify(shapes(), null, 2)}\n`;
}
