package announcer.transport.winpipe;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;

/** The permissions of a pipe, in the form that Windows takes. Each transport makes one for ever: some 100 bytes that are never freed. */
final class SecurityDescriptor {
    private static final int SDDL_REVISION_1 = 1;
    /** SECURITY_ATTRIBUTES: a DWORD, padded; a pointer; a BOOL, padded. */
    private static final int ATTRIBUTES_BYTES = 3 * Native.POINTER_SIZE;

    private final Memory attributes = new Memory(ATTRIBUTES_BYTES);

    private SecurityDescriptor(Pointer descriptor) {
        attributes.clear();
        attributes.setInt(0, ATTRIBUTES_BYTES);
        // The last field stays 0: no child inherits the handle, or a killed service's ffmpeg would keep the pipe.
        attributes.setPointer(Native.POINTER_SIZE, descriptor);
    }

    /**
     * Owned by this user, who has full access; nobody else has any; nothing is inherited. No entry denies the network logon, as such
     * descriptors often do: a service that was itself started over the network (ssh) carries that mark, and so does its ffmpeg.
     * Remote readers are rejected by the pipe's mode.
     */
    static String forUser(String sid) {
        return "O:" + sid + "D:P(A;;FA;;;" + sid + ")";
    }

    static SecurityDescriptor of(String sddl) throws Win32Exception {
        PointerByReference made = new PointerByReference();
        if (Advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(new WString(sddl), SDDL_REVISION_1, made,
                new IntByReference()) == 0) {
            throw new Win32Exception("ConvertStringSecurityDescriptorToSecurityDescriptor of " + sddl, Native.getLastError());
        }
        return new SecurityDescriptor(made.getValue());
    }

    /** As SECURITY_ATTRIBUTES. */
    Pointer attributes() {
        return attributes;
    }
}
