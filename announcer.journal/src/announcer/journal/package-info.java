/** The component that opens the journal and hands it to the engine. Its thread announcer-journal opens, writes, tidies up and closes the store. */
package announcer.journal;
