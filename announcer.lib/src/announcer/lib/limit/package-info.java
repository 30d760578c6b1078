/**
 * Limits that strangers meet, and that leave a share for everyone and a place for our own: places by key, wrong guesses by key, and whose member
 * makes room. No threads; each class says who may call it.
 */
package announcer.lib.limit;
