// Takes the place of `server-only` in the bundles of web and worker.
export {};
