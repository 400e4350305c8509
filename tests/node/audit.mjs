// Runs the reference audit of GraphQL over HTTP against a server; fails unless every check holds.
import { auditServer } from 'graphql-http';

const url = process.argv[2];
const results = await auditServer({ url, fetchFn: fetch });
const unmet = results.filter((result) => result.status !== 'ok');
for (const result of unmet) {
  console.log(`${result.status} ${result.id} ${result.name}: ${result.reason}`);
}
console.log(`${results.length - unmet.length} of ${results.length} checks of GraphQL over HTTP hold`);
process.exit(unmet.length === 0 ? 0 : 1);
