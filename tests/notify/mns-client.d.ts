/** As much of the official queue client, which has no types of its own, as the tests use. */
declare module '@alicloud/mns' {
  type Members = Record<string, string>;
  type Answer<Body> = { code: number; headers: Record<string, string | undefined>; body: Body };
  type Options = {
    endpoint: string;
    accessKeyId: string;
    accessKeySecret: string;
    securityToken?: string;
  };

  export default class Client {
    constructor(accountId: string, options: Options);
    createQueue(name: string, attributes?: Record<string, number>): Promise<Answer<undefined>>;
    deleteQueue(name: string): Promise<Answer<undefined>>;
    listQueue(start?: string, limit?: number, prefix?: string): Promise<Answer<Members[] | undefined>>;
    getQueueAttributes(name: string): Promise<Answer<Members>>;
    setQueueAttributes(name: string, attributes: Record<string, number>): Promise<Answer<undefined>>;
    sendMessage(name: string, message: Record<string, string | number>): Promise<Answer<Members>>;
    batchSendMessage(name: string, messages: Record<string, string | number>[]): Promise<Answer<Members[]>>;
    receiveMessage(name: string, seconds?: number): Promise<Answer<Members>>;
    batchReceiveMessage(name: string, count: number, seconds?: number): Promise<Answer<Members[]>>;
    peekMessage(name: string): Promise<Answer<Members>>;
    batchPeekMessage(name: string, count: number): Promise<Answer<Members[]>>;
    deleteMessage(name: string, handle: string): Promise<Answer<undefined>>;
    batchDeleteMessage(name: string, handles: string[]): Promise<Answer<Members[] | undefined>>;
    changeMessageVisibility(name: string, handle: string, seconds: number): Promise<Answer<Members>>;
  }
}
