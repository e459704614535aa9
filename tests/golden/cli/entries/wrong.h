//Approved=false
#define fun_IRP_MJ_READ Red
#define fun_NO_SUCH_ROLE Read
