import { makeApi } from '@/web/api';

/** The same API, for hosts that run Next alone; the portal's own web process answers /api before Next sees it. */
const { fetch } = makeApi();
const handle = (request: Request) => fetch(request);

export { handle as DELETE, handle as GET, handle as HEAD, handle as PATCH, handle as POST, handle as PUT };
