package announcer.transport.winpipe;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;

/** Windows itself. Its libraries are loaded by the first pipe. */
final class JnaPipes implements Win32Pipes {
    private static final int PIPE_ACCESS_OUTBOUND = 0x2;
    private static final int FILE_FLAG_FIRST_PIPE_INSTANCE = 0x0008_0000;
    private static final int FILE_FLAG_OVERLAPPED = 0x4000_0000;
    /** With byte type, byte read mode and "wait", which are all 0; that calls return at once is FILE_FLAG_OVERLAPPED's doing. */
    private static final int PIPE_REJECT_REMOTE_CLIENTS = 0x8;
    // Not 1: while one reader drains its end, the next is listened for.
    private static final int PIPE_UNLIMITED_INSTANCES = 255;

    /** The same for every instance; null until it is needed. */
    private SecurityDescriptor ownUserOnly;

    @Override
    public PipeInstance create(String path, int quotaBytes, int bytesPerWrite, boolean first) throws Win32Exception {
        SecurityDescriptor security = load();
        int mode = PIPE_ACCESS_OUTBOUND | FILE_FLAG_OVERLAPPED | (first ? FILE_FLAG_FIRST_PIPE_INSTANCE : 0);
        Pointer handle = Kernel32.CreateNamedPipeW(new WString(path), mode, PIPE_REJECT_REMOTE_CLIENTS, PIPE_UNLIMITED_INSTANCES,
                quotaBytes, 0, 0, security.attributes());
        if (isInvalid(handle)) {
            throw new Win32Exception("CreateNamedPipe", Native.getLastError());
        }
        Pointer event = Kernel32.CreateEventW(null, 1, 0, null);
        if (event == null) {
            int error = Native.getLastError();
            Kernel32.CloseHandle(handle);
            throw new Win32Exception("CreateEvent", error);
        }
        return new JnaPipeInstance(handle, event, bytesPerWrite);
    }

    private synchronized SecurityDescriptor load() throws Win32Exception {
        if (ownUserOnly == null) {
            Kernel32.load();
            Advapi32.load();
            ownUserOnly = SecurityDescriptor.of(SecurityDescriptor.forUser(OwnUser.sid()));
        }
        return ownUserOnly;
    }

    private static boolean isInvalid(Pointer handle) {
        return handle == null || Pointer.nativeValue(handle) == -1;
    }
}
