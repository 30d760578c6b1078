/** Connections, the publisher or player that each becomes, and the paths between them. Runs on the server's event loop only. */
package announcer.rtsp.session;
