/** Configuration files: their names, their text, and the folder that holds them. Called under the lock of one synchronisation pass. */
package announcer.conf.file;
