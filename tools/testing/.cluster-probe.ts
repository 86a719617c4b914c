import { startTemporaryCluster } from '/work/main/tools/postgres/temporary-cluster';

const c = await startTemporaryCluster();
console.log(c.ownerUrl);
process.on('SIGTERM', () => void c.close().then(() => process.exit(0)));
setInterval(() => {}, 1e6);
