/** The Gogo commands {@code announcer:*}, their arguments, texts and completion. Each runs on the thread of the shell that it is typed in. */
package announcer.shell;
