package announcer.transport.winpipe;

import java.nio.ByteBuffer;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/** An instance of Windows' own. One OVERLAPPED, one event and one buffer serve all its operations, one after the other. */
final class JnaPipeInstance implements PipeInstance {
    /** The value of OVERLAPPED.Internal while an operation is in progress. */
    private static final int STATUS_PENDING = 0x103;
    /** Two ULONG_PTR, two DWORD, one HANDLE. */
    private static final int OVERLAPPED_BYTES = 3 * Native.POINTER_SIZE + 8;
    private static final int EVENT_AT = 2 * Native.POINTER_SIZE + 8;

    private final Pointer handle;
    private final Pointer event;
    // Both must outlive what is underway: they are freed by the garbage collector, and never while this instance is in use.
    private final Memory overlapped = new Memory(OVERLAPPED_BYTES);
    private final Memory buffer;
    private final ByteBuffer view;
    private final IntByReference transferred = new IntByReference();

    JnaPipeInstance(Pointer handle, Pointer event, int bytesPerWrite) {
        this.handle = handle;
        this.event = event;
        overlapped.clear();
        overlapped.setPointer(EVENT_AT, event);
        buffer = new Memory(bytesPerWrite);
        view = buffer.getByteBuffer(0, bytesPerWrite);
    }

    /** For a test that reads the security descriptor back. */
    Pointer handle() {
        return handle;
    }

    @Override
    public int connect() {
        return Kernel32.ConnectNamedPipe(handle, overlapped) != 0 ? Win32Error.NONE : Native.getLastError();
    }

    @Override
    public int write(ByteBuffer media, int length) {
        view.put(0, media, media.position(), length);
        return Kernel32.WriteFile(handle, buffer, length, null, overlapped) != 0 ? Win32Error.NONE : Native.getLastError();
    }

    @Override
    public boolean completed() {
        return overlapped.getInt(0) != STATUS_PENDING;
    }

    @Override
    public int result() {
        return overlappedResult(0);
    }

    @Override
    public void cancel() {
        // It may just have ended by itself: then there is nothing to cancel, and awaiting it tells.
        Kernel32.CancelIoEx(handle, overlapped);
    }

    @Override
    public int await() {
        return overlappedResult(1);
    }

    @Override
    public void close() {
        Kernel32.CloseHandle(handle);
        Kernel32.CloseHandle(event);
    }

    private int overlappedResult(int wait) {
        return Kernel32.GetOverlappedResult(handle, overlapped, transferred, wait) != 0 ? Win32Error.NONE : Native.getLastError();
    }
}
