/** Child processes: starting, reading and ending them with all that they started, and finding their programs. Every class is safe for any thread. */
package announcer.lib.process;
