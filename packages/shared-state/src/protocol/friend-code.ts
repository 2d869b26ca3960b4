/**
 * The code by which friends know a guest. The server derives it from the guest's identity, and neither can be
 * computed from the other by a client.
 */
export const FRIEND_CODE = /^[\w-]{22}$/;
