//Approved=true
//Unload
#define fun_DriverUnload Unload
//Read
#define fun_IRP_MJ_READ Read
//Dpc
#define fun_KDEFERRED_ROUTINE_1 Dpc
