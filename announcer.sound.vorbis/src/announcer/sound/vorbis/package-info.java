/** OGG Vorbis, decoded with JOrbis. On the caller's thread; damaged files are refused in words. */
package announcer.sound.vorbis;
