/** Chimes: the built-in ones, made by code, and the administrator's own files; each is converted and levelled once for a format and a loudness. On the caller's thread, which may block on files. */
package announcer.engine.chime;
