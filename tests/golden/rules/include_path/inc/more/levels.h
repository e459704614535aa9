#define LEVEL_OF_CALL 0
