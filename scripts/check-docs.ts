/** Fails when something that a file of `src/` exports has no doc comment. The console's components are left out. */
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const files = globSync('src/**/*.ts').filter((file) => !file.startsWith('src/console/'));

/** The first name that a statement exports, or null when it exports nothing. */
function exportedName(statement: ts.Statement): string | null {
  if (!ts.canHaveModifiers(statement)) return null;
  const modifiers = ts.getModifiers(statement) ?? [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return null;
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations[0]?.name.getText() ?? null;
  }
  const named = statement as ts.Statement & { name?: ts.Identifier };
  return named.name?.text ?? 'default';
}

const undocumented = files.flatMap((file) => {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const overloads = new Set<string>();
  return source.statements.flatMap((statement) => {
    const name = exportedName(statement);
    if (name === null) return [];
    const isDocumented = ts.getJSDocCommentsAndTags(statement).length > 0 || overloads.has(name);
    overloads.add(name);
    const { line } = source.getLineAndCharacterOfPosition(statement.getStart());
    return isDocumented ? [] : [`${file}:${line + 1} ${name} has no doc comment`];
  });
});

for (const line of undocumented) process.stdout.write(`${line}\n`);
process.stdout.write(`${files.length} files read, ${undocumented.length} exports without a doc comment\n`);
process.exitCode = undocumented.length > 0 ? 1 : 0;
