/** Files of the home: written so that a power cut tears none, and set aside when something else has. No threads of its own; safe for any. */
package announcer.lib.file;
