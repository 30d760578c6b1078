/** The operating system's own voices as a speech engine. */
package announcer.tts.system;
