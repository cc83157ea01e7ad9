import { authMethods } from './auth';
import { bookmarkMethods } from './bookmarks';
import { chatMethods } from './chat';
import { conversationMethods } from './conversations';
import { fileMethods } from './files';
import { historyMethods } from './history';
import type { Method } from './method';
import { pinMethods } from './pins';
import { usergroupMethods } from './usergroups';
import { userMethods } from './users';
import { viewMethods } from './views';

/** Every Web API method there is here. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    ...authMethods,
    ...userMethods,
    ...usergroupMethods,
    ...conversationMethods,
    ...historyMethods,
    ...bookmarkMethods,
    ...pinMethods,
    ...chatMethods,
    ...fileMethods,
    ...viewMethods,
  }),
);
